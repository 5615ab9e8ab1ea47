/**
 * The element tables of the documentation, transcribed for the tests without a look at the simulator's own
 * tables. One row per line, in order, indented under its aggregate:
 *
 *   name | occurs | type | sample | attributes
 *
 * Types: text, text:<longest>, int, key, decimal, decimal+ (not negative), date, date-or-week, flag,
 * enum:<values>, country, reference, unit, account, base64, group. `1e` is compulsory but may be empty.
 * Attributes: `name!` compulsory, `name?` optional, `=a,b` the values that it may have.
 */
const ACCRUAL = (indent: string): string => `
${indent}accrualrule | 0..1 | group
${indent}  startmonth | 1 | int | 11
${indent}  startyear | 1 | int | 2026
${indent}  endmonth | 0..1 | int | 12
${indent}  endyear | 0..1 | int | 2026
${indent}  divisioncurvename | 0..1 | text | Tasan`;

const DIMENSION = (indent: string): string => `
${indent}dimension | 0..n | group
${indent}  dimensionname | 1 | text | Toimipiste
${indent}  dimensionitem | 1 | text | Helsinki | integrationdimensiondetailguid?
${indent}  metadata | 0..n | text | x`;

export const SALES_INVOICE = `
salesinvoice | 1 | group
  salesinvoicenumber | 0..1 | key | 20260001
  salesinvoicedate | 1 | date | 2026-11-20 | format?=ansi
  salesinvoiceeventdate | 0..1 | date | 2026-11-18 | format?=ansi
  salesinvoiceduedate | 0..1 | date | 2026-12-04 | format?=ansi
  salesinvoicevaluedate | 0..1 | date | 2026-11-20 | format?=ansi
  salesinvoicedeliverydate | 0..1 | date | 2026-11-18 | format?=ansi
  salesinvoicedeliverytocustomerdate | 0..1 | date-or-week | 2026-W47 | format?=ansi type!=weeknumber,date
  salesinvoicewaybillidentifier | 0..1 | text | RK-88120
  salesinvoiceproductpackagepallet | 0..1 | int | 1 | type! amount?
  salesinvoicereferencenumber | 0..1 | reference | 202600017
  salesinvoiceamount | 1e | decimal | 282,65 | iso4217currencycode? currencyrate? pricetype?=netvisor,customer
  selleridentifier | 0..1 | text | 7 | type?=netvisor,customer
  sellername | 0..1 | text:50 | Säde
  invoicetype | 0..1 | enum:invoice,order,invoicedraft | invoice
  salesinvoicestatus | 1 | enum:open,unsent,undelivered,delivered | unsent | type?=netvisor
  salesinvoicefreetextbeforelines | 0..1 | text:500 | Marraskuu
  salesinvoicefreetextafterlines | 0..1 | text:500 | Kiitos
  salesinvoiceourreference | 0..1 | text | Säde
  salesinvoiceyourreference | 0..1 | text | Tilaaja 55
  salesinvoiceprivatecomment | 0..1 | text:255 | kbx:1
  invoicingcustomeridentifier | 1 | text | 4711 | type!=netvisor,customer,organizationunitnumber contactpersonid?
  invoicingcustomername | 0..1 | text:250 | Havutupa
  invoicingcustomernameextension | 0..1 | text:250 | Ostolaskut
  invoicingcustomeraddressline | 0..1 | text:80 | Kanervakuja 4
  invoicingcustomeradditionaladdressline | 0..1 | text:80 | Halli 2
  invoicingcustomerpostnumber | 0..1 | text:50 | 00999
  invoicingcustomertown | 0..1 | text:80 | Helsinki
  invoicingcustomercountrycode | 0..1 | country | FI | type?
  officeidentifier | 0..1 | text | ESPOO | type?=automatic
  deliveryoffice | 0..1 | text | 61 | type!=netvisor,customer
  deliveryaddressname | 0..1 | text:250 | Nouto
  deliveryaddressnameextension | 0..1 | text:250 | Ovi 3
  deliveryaddressline | 0..1 | text:80 | Terminaalitie 9
  deliveryaddresspostnumber | 0..1 | text:50 | 00998
  deliveryaddresstown | 0..1 | text:80 | Helsinki
  deliveryaddresscountrycode | 0..1 | country | FI | type?
  deliverymethod | 0..1 | text | Nouto
  deliveryterm | 0..1 | text | EXW
  salesinvoicetaxhandlingtype | 0..1 | enum:countrygroup,forcedomestic,domesticconstructionservice,notaxhandling | countrygroup
  paymentterm | 0..1 | key | 3 | type!=netvisor,customerdefault,companydefault,default
  paymenttermnetdays | 0..1 | int | 14
  paymenttermcashdiscountdays | 0..1 | int | 7
  paymenttermcashdiscount | 0..1 | decimal | 2 | type!=percentage,sum
  expectpartialpayments | 0..1 | flag | 1
  trydirectdebitlink | 0..1 | enum:1 | 1 | mode!=ignore_error,fail_on_error
  overridevouchersalesreceivablesaccountnumber | 0..1 | account | 1701
  invoicesubjecttype | 0..1 | enum:memberinvoice | memberinvoice
  salesinvoiceagreementidentifier | 0..1 | text:35 | SOP-2026-14
  printchannelformat | 0..1 | text | 2 | type!=netvisor,customer
  secondname | 0..1 | text | 21 | type!=netvisor,customer
  overriderateofoverdue | 0..1 | decimal | 9,5
  ordernumber | 0..1 | text | PO-77120
  proposedaccount | 0..1 | text | 4470 | type?=customer
  accountdimensiontext | 0..1 | text | KP 310
  collectioncost | 0..1 | decimal+ | 5,00
  isthirdpartysales | 0..1 | flag | 0
  invoicelines | 1 | group
    invoiceline | 1..n | group
      salesinvoiceproductline | 1 | group
        productidentifier | 1e | text | KB-BOX-S | type!=customer,netvisor,primaryeancode,secondaryeancode
        productname | 1e | text:200 | Laatikko
        productunitprice | 1 | decimal | 45,00 | type!=net,gross,netvisor
        productunitpurchaseprice | 0..1 | decimal | 12,5 | type?=net
        productvatpercentage | 1 | decimal | 25,5 | vatcode?=KOMY,NONE
        salesinvoiceproductlinequantity | 1 | decimal | 2
        salesinvoiceproductlinediscountpercentage | 0..1 | decimal | 10 | type?=netvisor
        salesinvoiceproductlinefreetext | 0..1 | text:500 | Numerot 14 ja 15
        salesinvoiceproductlinevatsum | 0..1 | decimal | 20,66
        salesinvoiceproductlinesum | 0..1 | decimal | 81,00
        salesinvoiceproductlineinventoryid | 0..1 | int | 1
        accountingaccountsuggestion | 0..1 | account | 3000
        skipaccrual | 0..1 | flag | 0${DIMENSION('        ')}
        provisionpercentage | 0..1 | decimal | 3,5${ACCRUAL('        ')}
        productunitname | 0..1 | text | kk
        deliverydate | 0..1 | date | 2026-11-18 | format?=ansi
        ordernumber | 0..1 | text | PO-77120
        proposedaccount | 0..1 | text | 4470 | type?=customer
        accountdimensiontext | 0..1 | text | KP 310
    invoiceline | 1..n | group
      salesinvoicecommentline | 1 | group
        comment | 1 | text | Toimipiste Helsinki
    invoiceline | 1..n | group
      salesinvoicesubline | 1 | group
        sublinearticleidentifier | 0..1 | text | KB-LID
        sublinearticlename | 1 | text | Kansi
        sublinedescription | 0..1 | text | Musta
        sublineunitcode | 0..1 | text | kpl
        sublineunitprice | 0..1 | decimal | 1,00
        sublinedeliveredquantity | 0..1 | decimal | 1
        sublinediscountpercent | 0..1 | decimal | 0
        sublinevatpercent | 0..1 | decimal | 25,5
        sublinesum | 0..1 | decimal | 1,00
        sublinevatsum | 0..1 | decimal | 0,26
  invoicevoucherlines | 0..1 | group
    voucherline | 1..n | group
      linesum | 1 | decimal | 0,00 | type!=net,gross
      description | 0..1 | text | Rivi
      accountnumber | 1 | account | 1701
      vatpercent | 1 | decimal | 0 | vatcode!=NONE
      skipaccrual | 0..1 | flag | 0${DIMENSION('      ')}
  salesinvoiceaccrual | 0..1 | group
    overridedefaultsalesaccrualaccountnumber | 0..1 | account | 2861
    salesinvoiceaccrualtype | 0..1 | enum:custom,default | custom
    accrualvoucherentry | 1..n | group
      month | 1 | int | 11
      year | 1 | int | 2026
      sum | 1 | decimal | 81,00${ACCRUAL('  ')}
  salesinvoiceattachments | 0..1 | group
    salesinvoiceattachment | 1..n | group
      mimetype | 1 | text:50 | application/pdf
      attachmentdescription | 1 | text:100 | Erittely
      filename | 1 | text:255 | erittely.pdf
      documentdata | 1 | base64 | JVBERi0xLjQKJSBLdXVyYWJveCBkZW1vCg== | type?=finvoice,pdf
      printbydefault | 0..1 | flag | 1
  customtags | 0..1 | group
    tag | 0..n | group
      tagname | 1 | text | Alue
      tagvalue | 1 | text | Etelä | datatype!=text,date,float,enum
`;

export const MATCH_CREDIT_NOTE = `
matchcreditnote | 1 | group
  creditnotenetvisorkey | 1 | key | 58232
  invoicenetvisorkey | 1 | key | 58231
`;

export const SALES_PAYMENT = `
salespayment | 1 | group
  sum | 1 | decimal | 10,00 | currency?
  paymentdate | 1 | date | 2026-11-25
  targetidentifier | 1 | text | 58231 | type!=netvisor,invoicenumber,reference targettype?=invoice,order
  sourcename | 1 | text | Havutupa Tukku Oy
  paymentmethod | 1 | text | Kortti | type!=alternative,bankaccount overrideaccountingaccountnumber? overridesalesreceivableaccountnumber?
  salespaymentvoucherlines | 0..1 | group
    voucherline | 1..n | group
      linesum | 1 | decimal | -10,00 | type!=net,gross
      description | 0..1 | text | Lasku 20260001
      accountnumber | 1 | account | 1701
      vatpercent | 1 | decimal | 0 | vatcode!=NONE,EVTO,EVPO,KOMY0
      dimension | 0..n | group
        dimensionname | 1 | text | Toimipiste
        dimensionitem | 1 | text | Helsinki
`;

export const SALES_INVOICE_COMMENTS = `
salesinvoicecomments | 1 | group
  salesinvoicecomment | 1 | group
    invoicetype | 1 | enum:order,invoice,invoicedraft | invoice
    invoicenetvisorkey | 1 | key | 58231
    comment | 1 | text:500 | Siirretty
`;

export const CUSTOMER = `
customer | 1 | group
  customerbaseinformation | 1 | group
    internalidentifier | 0..1 | text:50 | T-1 | type?=automatic
    externalidentifier | 0..1 | text | 9345672-7
    organizationunitnumber | 0..1 | unit | 00379345672700101
    name | 1 | text:250 | Havutupa Tukku Oy
    nameextension | 0..1 | text:250 | Ostolaskut
    streetaddress | 0..1 | text:80 | Kanervakuja 4
    additionaladdressline | 0..1 | text:80 | Halli 2
    city | 0..1 | text:80 | Helsinki
    postnumber | 0..1 | text:50 | 00999
    country | 0..1 | country | FI | type?
    customergroupname | 0..1 | text | Tukkurit
    phonenumber | 0..1 | text | +358 9 0000 1122
    faxnumber | 0..1 | text | 1
    email | 0..1 | text | toimisto@havutupa.example
    homepageuri | 0..1 | text | https://havutupa.example
    isactive | 0..1 | flag | 1
    isprivatecustomer | 0..1 | flag | 0
    emailinvoicingaddress | 0..1 | text | laskut@havutupa.example
  customerfinvoicedetails | 0..1 | group
    finvoiceaddress | 0..1 | text | 003793456727
    finvoiceroutercode | 0..1 | text | 003721291126
  customermaventaedidetails | 0..1 | group
    maventaedichannel | 1 | text | 1
    maventaedicustomeridentifier | 0..1 | text | 1
  customerdeliverydetails | 0..1 | group
    deliveryname | 0..1 | text:250 | Nouto
    deliverystreetaddress | 0..1 | text:80 | Terminaalitie 9
    deliverycity | 0..1 | text:80 | Helsinki
    deliverypostnumber | 0..1 | text | 00998
    deliverycountry | 0..1 | country | FI | type?
  customercontactdetails | 0..1 | group
    contactname | 0..1 | text | Ostot
    contactperson | 0..1 | text | Ilpo Saarnivaara
    contactpersonemail | 0..1 | text | ilpo@havutupa.example
    contactpersonphone | 0..1 | text | +358 40 000 3344
  customeradditionalinformation | 0..1 | group
    comment | 0..1 | text | kbx:customer=C-1001
    customeragreementidentifier | 0..1 | text | SOP-2026-14
    customerreferencenumber | 0..1 | reference | 45001077
    directdebitbankaccount | 0..1 | text | 1
    invoicinglanguage | 0..1 | enum:FI,SE,EN | FI | type?
    invoiceprintchannelformat | 0..1 | enum:1,2 | 2 | type?=netvisor
    yourdefaultreference | 0..1 | text:200 | Tilaaja 55
    defaulttextbeforeinvoicelines | 0..1 | text:500 | Vuokrat
    defaulttextafterinvoicelines | 0..1 | text:500 | Kiitos
    defaultpaymentterm | 0..1 | text | 3 | type!=netvisor,customer
    defaultsecondname | 0..1 | text | 21 | type!=netvisor,customer
    paymentinterest | 0..1 | decimal | 9,5
    balancelimit | 0..1 | decimal | 5000,00
    receivablesmanagementautomationrule | 0..1 | text | 41 | type!=netvisor,customer
    factoringaccount | 0..1 | text | 31 | type!=netvisor,customer
    taxhandlingtype | 0..1 | enum:countrygroup,forcedomestic,notaxhandling,domesticconstructionservice | countrygroup
    eustandardfinvoice | 0..1 | flag | 1
    defaultsalesperson | 0..1 | group
      salespersonid | 1 | text | 7 | type?=netvisor
  customerdimensiondetails | 0..1 | group
    dimension | 0..n | group
      dimensionname | 1 | text | Toimipiste
      dimensionitem | 1 | text | Helsinki | fatherid?
`;

export const PRODUCT = `
product | 1 | group
  productbaseinformation | 1 | group
    productcode | 0..1 | text:50 | T-1
    productgroup | 1 | text | Vuokraus
    name | 1 | text:200 | Laatikko
    description | 0..1 | text | 60 x 40
    unitprice | 1 | decimal | 45,00 | type!=net,gross
    unit | 0..1 | text:50 | kk
    unitweight | 0..1 | decimal | 1
    kaukevaproductcode | 0..1 | text | 1
    purchaseprice | 0..1 | decimal | 12,5
    tariffheading | 0..1 | text | 39231090
    comissionpercentage | 0..1 | decimal | 3,5
    isactive | 1 | flag | 1
    issalesproduct | 1 | flag | 1
    inventoryenabled | 0..1 | flag | 0
    inventorybatchlinkingmode | 0..1 | enum:1,2,3,4,5,6,7,8 | 1
    countryoforigin | 0..1 | country | FI | type?
    primaryeancode | 0..1 | text | 6499990001236 | type?=any,ean8,ean13,code128
    secondaryeancode | 0..1 | text | 1 | type?=any,ean8,ean13,code128
    inventoryalertlimit | 0..1 | decimal | 2
  productbookkeepingdetails | 0..1 | group
    defaultvatpercentage | 1 | decimal | 25,5
    defaultdomesticaccountnumber | 0..1 | account | 3000
    defaulteuaccountnumber | 0..1 | account | 3360
    defaultoutsideeuaccountnumber | 0..1 | account | 3380
  productadditionalinformation | 0..1 | group
    productnetweight | 0..1 | decimal | 2,4
    productgrossweight | 0..1 | decimal | 2,6
    productweightunit | 0..1 | enum:g,kg,tn | kg
    productpackageinformation | 0..1 | group
      packagewidth | 0..1 | decimal | 60
      packageheight | 0..1 | decimal | 40
      packagelength | 0..1 | decimal | 40${DIMENSION('    ')}
  productcustomtags | 0..1 | group
    productcustomtag | 0..n | group
      tagname | 1 | text | Alue
      tagvalue | 1 | text | Etelä | datatype!=text,date,decimal,enum
`;
