import { afterEach, describe, expect, test } from '@jest/globals';
import { createGate } from '../../netvisor/gate.ts';
import { answerWith, closeAll, emptyList, failedReply, failureOf, okReply, talking } from './server.ts';

afterEach(closeAll);

const at = (secondsFromNow: number): Record<string, string> => ({
  Date: new Date(Date.now() + secondsFromNow * 1000).toUTCString(),
});

describe("Netvisor's clock", () => {
  test.each([
    [400, 399_000, 400_000],
    [-400, -400_000, -399_000],
    [0, 0, 0],
  ])('that is %i s ahead is told, to the second', async (seconds, least, most) => {
    const { client } = await talking((seen, reply, request) =>
      answerWith(emptyList, 200, at(seconds))(seen, reply, request),
    );
    await client.inspection.ask('salesinvoicelist.nv');
    const difference = client.inspection.clockDifferenceMs();
    expect(difference).toBeGreaterThanOrEqual(least - 1000);
    expect(difference).toBeLessThanOrEqual(most);
  });

  test('is told by a refusal, too, and by a reply that took its time as it may be', async () => {
    const { client } = await talking(
      (seen, reply, request) =>
        void setTimeout(
          () => answerWith(failedReply('AUTHENTICATION_FAILED :: x'), 401, at(0))(seen, reply, request),
          1200,
        ),
    );
    expect((await failureOf(client.inspection.ask('accountlist.nv'))).reason).toBe('AuthFailed');
    expect(client.inspection.clockDifferenceMs()).toBe(0);
  });

  test('is not guessed where no reply says what time it is', async () => {
    const { client } = await talking((_seen, reply) => {
      reply.sendDate = false;
      reply.end(emptyList);
    });
    expect(client.inspection.clockDifferenceMs()).toBeUndefined();
    await client.inspection.ask('salesinvoicelist.nv');
    expect(client.inspection.clockDifferenceMs()).toBeUndefined();
  });
});

test('reads pass a closed gate, open it, and close a resource that has no right', async () => {
  const gate = createGate();
  gate.enter('salesinvoicelist.nv').end('AuthFailed');
  const { client } = await talking(
    (seen, reply, request) =>
      answerWith(seen.url.startsWith('/getcustomer') ? failedReply('SERVICE_ACCESS_ERROR :: x') : okReply())(
        seen,
        reply,
        request,
      ),
    { gate },
  );
  expect((await failureOf(client.inspection.ask('getcustomer.nv'))).reason).toBe('RightMissing');
  expect(gate.state()).toEqual({ open: true });
  expect(gate.closedResources().map(({ resource }) => resource)).toEqual(['getcustomer.nv']);
  await client.inspection.ask('paymenttermlist.nv');
});
