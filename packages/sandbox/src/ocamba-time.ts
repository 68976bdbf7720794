/** A point in time as the Ocamba-style API writes it: `YYYY-MM-DD HH:MM:SS`, GMT. */
export function toOcambaTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ')
}
