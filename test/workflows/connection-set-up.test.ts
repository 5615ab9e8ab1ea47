import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CreateRegisterResult, ProbeResult, ToSetUp } from '../../activities/contract.ts';
import { until } from '../../tools/playground/world.ts';
import { resumeConnection, workflowIds, type ConnectionStatus } from '../../workflows/contract.ts';
import { inNetvisor } from './invoices.ts';
import { aLane } from './lanes.ts';
import { bug, inTurn, look, openStage, type FakeCompany, type Fakes, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const PRODUCT: ToSetUp = { kind: 'general-product', needed: { recordId: 8, lock: 'lock-of-8' } };
const green = (toSetUp?: ToSetUp) => (): ProbeResult => ({ kind: 'green', ...(toSetUp && { toSetUp }) });
const rejected = (): CreateRegisterResult => ({ kind: 'rejected', reason: 'ProductWithoutCode' });
const made = (): CreateRegisterResult => ({ kind: 'in-netvisor', netvisorKey: '52' });

/** A company whose general product is to be set up, and whose invoices need nothing. */
async function company(fakes: Fakes): Promise<FakeCompany> {
  return stage.company(
    {
      announce: () => Promise.resolve(),
      ...aLane().fakes,
      postInvoice: () => Promise.resolve(inNetvisor()),
      recordSent: () => Promise.resolve({ kind: 'recorded' }),
      linkProduct: () => Promise.resolve(),
      ...fakes,
    },
    { limitSeconds: 2 },
  );
}

const shows = (own: FakeCompany, wanted: ConnectionStatus['notSetUp']): Promise<ConnectionStatus> =>
  until(
    `${wanted} on the page`,
    () => own.laneStatus(),
    ({ lane, notSetUp }) => lane === 'held' && notSetUp === wanted,
  );

test('a general product that is not in Netvisor is brought there when the lane opens, with no invoice asking', async () => {
  const own = await company({ probe: inTurn(green(PRODUCT)), createProduct: inTurn(made) });
  await own.startConnection();
  await until(
    'linked',
    () => own.callsOf('linkProduct'),
    (links) => links.length === 1,
  );
  expect(own.callsOf('linkProduct')).toEqual([
    { connection: own.connection, recordId: 8, netvisorKey: '52' },
  ]);
  await shows(own, undefined);
});

test('one that is refused is shown, invoices flow, and "resume" looks again', async () => {
  const own = await company({
    probe: inTurn(green(PRODUCT)),
    createProduct: inTurn(rejected, made),
  });
  const handle = await own.startConnection();
  await shows(own, 'ProductWithoutCode');
  expect(await look(handle)).toMatchObject({ state: 'NeedsAttention', reason: 'ProductWithoutCode' });
  expect(await (await own.send()).result()).toMatchObject({ state: 'Done' });
  await handle.signal(resumeConnection);
  await until(
    'made',
    () => own.callsOf('linkProduct').length,
    (links) => links === 1,
  );
  await shows(own, undefined);
  expect(await look(handle)).toMatchObject({ running: true, state: 'Running', reason: undefined });
});

test('one that nobody has chosen is shown', async () => {
  const own = await company({
    probe: inTurn(green({ kind: 'missing', reason: 'GenericProductMissing' }), green()),
  });
  const handle = await own.startConnection();
  await shows(own, 'GenericProductMissing');
  await handle.signal(resumeConnection);
  await shows(own, undefined);
});

test('one at which Silta itself fails does not end the connection', async () => {
  const own = await company({
    probe: inTurn(green(PRODUCT)),
    createProduct: () => Promise.reject(bug('AccessError')),
  });
  const handle = await own.startConnection();
  await shows(own, 'Bug');
  expect((await handle.describe()).status.name).toBe('RUNNING');
  const run = stage.client.workflow.getHandle(workflowIds.ensureProduct(own.connection, 'lock-of-8'));
  expect(await run.result()).toMatchObject({ kind: 'rejected', reason: 'Bug' });
});
