import { type SampleSpec, wholeBetween } from '@etl/core';

const GOVERNORATES = [
  ['Cairo', 'القاهرة'],
  ['Giza', 'الجيزة'],
  ['Alexandria', 'الإسكندرية'],
  ['Qalyubia', 'القليوبية'],
  ['Red Sea', 'البحر الأحمر'],
  ['South Sinai', 'جنوب سيناء'],
  ['Matrouh', 'مطروح'],
  ['Suez', 'السويس'],
  ['Ismailia', 'الإسماعيلية'],
  ['Port Said', 'بورسعيد'],
  ['Damietta', 'دمياط'],
  ['Dakahlia', 'الدقهلية'],
  ['Sharqia', 'الشرقية'],
  ['Gharbia', 'الغربية'],
  ['Monufia', 'المنوفية'],
  ['Beheira', 'البحيرة'],
  ['Kafr El Sheikh', 'كفر الشيخ'],
  ['Faiyum', 'الفيوم'],
  ['Beni Suef', 'بني سويف'],
  ['Minya', 'المنيا'],
  ['Asyut', 'أسيوط'],
  ['Sohag', 'سوهاج'],
  ['Qena', 'قنا'],
  ['Luxor', 'الأقصر'],
  ['Aswan', 'أسوان'],
  ['New Valley', 'الوادي الجديد'],
  ['North Sinai', 'شمال سيناء'],
] as const;

const CREATED = Date.UTC(2019, 1, 3, 8);

export const governoratesSample: SampleSpec = {
  count: () => GOVERNORATES.length,
  document: ({ n, id, random }, bson) => {
    const [name, arabic] = GOVERNORATES[n] ?? GOVERNORATES[0];
    const rate = wholeBetween(random, 40, 260) / 10;
    return {
      _id: bson.objectId(id('governorates', n)),
      name,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      // A round rate was stored as an int by the forms of the time.
      ...(n === 5
        ? {}
        : { annualAppreciationRate: Number.isInteger(rate) ? bson.int32(rate) : bson.double(rate) }),
      ...(n % 4 === 3 ? {} : { description: `محافظة ${arabic} – ${name} Governorate` }),
      // isActive has no column: residue, and only the seeded ones have it.
      ...(n % 9 === 0 ? { isActive: true } : {}),
      createdAt: bson.date(CREATED + n * 60_000),
      updatedAt: bson.date(CREATED + n * 60_000 + wholeBetween(random, 0, 900) * 86_400_000),
      __v: bson.int32(0),
    };
  },
};
