/** A control request (settings, faults, clock …) that the simulator refuses; HTTP 400 on the wire. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
