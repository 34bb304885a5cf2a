export const QUESTIONS = [
  'I am looking for an apartment in New Cairo with a garden.',
  'ما هي أسعار الفلل في الشيخ زايد؟',
  'What would the installments be over eight years?',
  'هل يوجد وحدات جاهزة للاستلام؟',
  'Can I see it on Friday? 🙂',
] as const;

export const ANSWERS = [
  'Here are three homes that fit your budget; the second one has a private garden and is ready to move in.',
  'تبدأ الأسعار من أربعة ملايين جنيه، ويمكن التقسيط حتى ثماني سنوات بمقدم عشرة بالمائة.',
  'I have noted that. Would you like a colleague to call you, or shall I send the brochure by e-mail?',
  'With 10% down, the quarterly installment is about 140,000 EGP, maintenance included.',
] as const;

export const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36',
] as const;

export const REFERRERS = ['https://www.example.com/', 'https://search.example.org/?q=villa', ''] as const;
export const PLACES = ['New Cairo', 'الشيخ زايد', 'Maadi', 'Ras El Hekma'] as const;
export const TAGS = ['villa', 'installments', 'urgent', 'تقسيط', 'investor'] as const;
export const STATUSES = ['active', 'completed', 'completed', 'abandoned'] as const;
