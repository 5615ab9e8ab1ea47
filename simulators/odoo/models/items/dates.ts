import { NotSimulated } from '../../errors.ts';
import type { Row } from '../../orm/database.ts';

export function addDays(day: string, days: number): string {
  const moment = asDate(day);
  moment.setUTCDate(moment.getUTCDate() + days);
  return asDay(moment);
}

/** The day on which a line of a payment term falls due. */
export function dueDate(line: Row, start: string): string {
  const days = Number(line['nb_days']);
  switch (line['delay_type']) {
    case 'days_after':
      return addDays(start, days);
    case 'days_after_end_of_month':
      return addDays(endOfMonth(start, 0), days);
    case 'days_after_end_of_next_month':
      return addDays(endOfMonth(start, 1), days);
    case 'days_end_of_month_on_the': {
      const on = Number.parseInt(String(line['days_next_month']), 10);
      const reached = addDays(start, days);
      if (on === 0) return endOfMonth(reached, 0);
      const last = endOfMonth(reached, 1);
      const wanted = String(Number.isNaN(on) ? 1 : on).padStart(2, '0');
      // A month that is too short ends the matter on its last day.
      return wanted < last.slice(8) ? `${last.slice(0, 8)}${wanted}` : last;
    }
    default:
      throw new NotSimulated(`does not know the delay ${String(line['delay_type'])} of payment terms.`);
  }
}

function endOfMonth(day: string, monthsLater: number): string {
  const moment = asDate(day);
  return asDay(new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + monthsLater + 1, 0)));
}

function asDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function asDay(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
