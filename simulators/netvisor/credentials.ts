/**
 * Credentials of the simulated company, for tests and the demo only. They open nothing but this simulator.
 * The business id has a valid check digit but lies outside the range that is given to real companies.
 */
export const NETVISOR_SIM_CREDENTIALS = {
  companyName: 'Kuurabox Oy',
  organisationId: '9120034-9',
  partnerId: 'Sim_204',
  partnerKey: '5A1E0F2B3C4D69788796A5B4C3D2E1F0',
  customerId: 'SIM_40417_7731',
  customerKey: 'C0FFEE00112233445566778899AABBCC',
} as const;
