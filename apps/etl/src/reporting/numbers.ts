const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 123456 → `123,456`. */
export function count(value: number): string {
  return WHOLE.format(value);
}

/** `1 document`, `2 documents`; a form of its own for plurals that are not made by an `s`. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** `1234567.5` → `1,234,567.5`; the digits of a decimal stay as they are, however many they are. */
export function decimal(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** 75.3 → `1m 15s`; below a minute with one decimal. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return `${hours > 0 ? `${hours}h ` : ''}${minutes}m ${whole % 60}s`;
}

/** 1536 → `1.5 kB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [size, unit] = [value, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
