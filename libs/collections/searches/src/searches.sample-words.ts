export const QUERIES = [
  'villa with garden',
  'شقة للبيع في التجمع',
  'twin villa new cairo',
  'duplex sheikh zayed',
  'شاليه الساحل الشمالي',
  'apartment 3 bedrooms',
  'office downtown',
  'أرض للبيع',
  '',
] as const;

export const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/125.0 Mobile Safari/537.36',
] as const;

export const TYPES = ['apartment', 'villa', 'twin-villa', 'duplex', 'commercial'] as const;
