export const FIRST = [
  'Ahmed',
  'Mona',
  'Karim',
  'Salma',
  'Youssef',
  'Nour',
  'Tarek',
  'Hala',
  'Omar',
  'Laila',
  'Hassan',
  'Dina',
  'Mariam',
  'Adel',
] as const;
export const LAST = [
  'El Sherbini',
  'Mansour',
  'Farouk',
  'Zaki',
  'Abdelrahman',
  'Shalaby',
  'Nassar',
  'Ghanem',
  'Sabry',
  'Kandil',
  'Helmy',
] as const;
export const ARABIC = [
  'أحمد منصور',
  'منى الشربيني',
  'كريم زكي',
  'سلمى فاروق',
  'ليلى حلمي',
  'يوسف نصار',
] as const;
export const STAFF_ROLES = [
  'sales_agent',
  'sales_agent',
  'sales_agent',
  'sales_team_leader',
  'sales-manager',
  'admin',
] as const;
export const HIERARCHY: Readonly<Record<string, number>> = {
  admin: 1,
  'sales-manager': 2,
  sales_team_leader: 3,
  sales_agent: 4,
  user: 5,
};
export const PLACES = [
  'New Cairo',
  'Sheikh Zayed',
  'الساحل الشمالي',
  'Maadi',
  'المعادي',
  'Ain Sokhna',
] as const;
export const TYPES = ['villa', 'apartment', 'duplex', 'twin-villa'] as const;
export const BIOS = [
  'Looking for a family home near good schools.',
  'مهتم بالاستثمار العقاري في العاصمة الإدارية',
  'Ten years in real estate; ask me about the coast.',
] as const;

/** The address of user n, known without drawing a number, so that another document can take it. */
export const sampleEmail = (n: number): string =>
  `${(FIRST[n % FIRST.length] ?? '').toLowerCase()}.${n}@${n % 3 === 0 ? 'mail.example.com' : 'example.org'}`;
