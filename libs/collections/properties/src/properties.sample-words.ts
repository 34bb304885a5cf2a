export const TYPES = [
  'apartment',
  'apartment',
  'apartment',
  'villa',
  'twin-villa',
  'duplex',
  'land',
  'commercial',
] as const;

export const STREETS = [
  'Teseen Street',
  'Nile Corniche',
  'شارع التسعين',
  'Garden Road',
  'Ring Road',
  'محور المشير',
  'Palm Avenue',
  'University Street',
] as const;

export const FIRST_SENTENCES = [
  'A bright home with large windows, an open kitchen and a reception of three pieces, finished to a high standard.',
  'وحدة سكنية مميزة بإطلالة مفتوحة على الحدائق، تشطيب سوبر لوكس، قريبة من المدارس والجامعات ومحطات النقل.',
  'Corner unit in a quiet street: garden, private entrance, two balconies, and a roof with a view of the lake.',
  'استلام فوري في كمبوند متكامل الخدمات مع حراسة على مدار الساعة ومساحات خضراء وحمامات سباحة ونادٍ اجتماعي.',
  'Ideal for a family or as an investment; the price includes parking, storage and the fees of the first year.',
] as const;

export const LAST_SENTENCES = [
  'Installments over eight years with ten percent down; viewing on every day of the week, by appointment.',
  'مقدم ١٠٪ والباقي على ثماني سنوات بدون فوائد، والمعاينة يومياً بموعد مسبق.',
  'Close to the American University, the ring road and the airport; the owner sells directly.',
  'Ready to move in; all papers are registered and can be inspected at our office.',
] as const;

export const CAPTIONS = [
  'Front',
  'Living room',
  'غرفة المعيشة',
  'Kitchen',
  'Garden view',
  'المدخل',
  'Master bedroom',
] as const;

export const FEATURES = [
  'balcony',
  'private garden',
  'roof',
  'تكييف مركزي',
  'built-in kitchen',
  'elevator',
  'sea view',
  'smart home',
] as const;

export const AMENITIES = [
  'Swimming pool',
  'Gym',
  'حراسة ٢٤ ساعة',
  'Club house',
  'Kids area',
  'Spa',
  'Mosque',
  'Mall',
] as const;

export const FACILITIES = [
  'International school',
  'مستشفى',
  'Metro station',
  'Supermarket',
  'University',
  'Sports club',
] as const;
