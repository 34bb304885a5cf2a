/** Adds decimals without rounding: a sum that differs by a cent is a difference. */
export class ExactSum {
  private units = 0n;
  private scale = 0;
  private used = false;

  /** Adds a number as PostgreSQL or ECMAScript writes it; NaN and the infinities are left out, as on the other side. */
  add(text: string): void {
    const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text);
    if (parts === null) return;
    const [, sign, whole, fraction = '', exponent = '0'] = parts;
    let scale = fraction.length - Number(exponent);
    let units = BigInt(`${sign}${whole}${fraction}`);
    if (scale < 0) {
      units *= 10n ** BigInt(-scale);
      scale = 0;
    }
    if (scale > this.scale) {
      this.units *= 10n ** BigInt(scale - this.scale);
      this.scale = scale;
    } else {
      units *= 10n ** BigInt(this.scale - scale);
    }
    this.units += units;
    this.used = true;
  }

  /** Without trailing zeros; null where nothing was added. */
  toText(): string | null {
    return this.used ? trimDecimal(decimalText(this.units, this.scale)) : null;
  }
}

function decimalText(units: bigint, scale: number): string {
  const negative = units < 0n;
  const digits = String(negative ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale === 0 ? '' : `.${digits.slice(-scale)}`;
  return `${negative ? '-' : ''}${whole}${fraction}`;
}

/** A plain decimal without trailing zeros. */
export function trimDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
