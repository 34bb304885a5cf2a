export const NAMES = [
  'Mariam Adel',
  'أحمد سمير',
  'Karim Nabil',
  'سارة محمود',
  'Laila Hosny',
  'Peter Magdy',
  'نورهان علي',
  'Tarek Aziz',
] as const;

export const MESSAGES = [
  'Is the unit still available? I would like to see it this week.',
  'هل السعر قابل للتفاوض، وما هو نظام السداد المتاح؟',
  'Please send me the floor plan and the fees of the compound.',
  'أرغب في تحديد موعد للمعاينة يوم الجمعة بعد الظهر إن أمكن.',
  'How far is it from the ring road, and is there parking for two cars?\nThank you.',
  'We are looking for a home for five, with a garden 🌿',
] as const;

export const NOTES = [
  'Called, no answer',
  'Prefers a ground floor',
  'تم الاتصال، وطلب معاينة',
  'Sent two other offers',
] as const;

export const INQUIRY_TYPES = ['general', 'viewing', 'viewing', 'price', 'financing'] as const;
export const CONTACT_METHODS = ['phone', 'phone', 'whatsapp', 'email'] as const;
export const TIMES = ['anytime', 'morning', 'afternoon', 'evening'] as const;
export const TIMELINES = ['flexible', 'immediate', '1-3 months', '3-6 months'] as const;
export const STATUSES = ['new', 'new', 'contacted', 'in-progress', 'closed'] as const;
export const PRIORITIES = ['low', 'medium', 'medium', 'high'] as const;
export const SOURCES = ['website', 'website', 'whatsapp', 'mobile-app'] as const;
