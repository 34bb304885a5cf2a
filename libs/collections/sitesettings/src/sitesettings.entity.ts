import { Bool, Email, Id, Json, Table, Text, TextArray, Timestamp } from '@etl/core';

@Table('SiteSettings')
export class SiteSettings {
  // DECIDE: id – The primary key has the default 'site-settings'::text, as if one row were to go by that
  // name; an import gives every row its document's _id. Is that meant, or does the _id have to become the
  // default's value?
  @Id() id!: string;
  @TextArray() phoneNumbers!: string[] | null;
  @TextArray() whatsappNumbers!: string[] | null;
  @Text() whatsappMessage!: string;
  @Bool({ default: false }) showPhone!: boolean;
  @Bool({ default: false }) showWhatsApp!: boolean;
  @Email({ default: '' }) email!: string;
  /** `{ facebook, instagram }` */
  @Json({ nullable: true }) socialMedia!: unknown;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
