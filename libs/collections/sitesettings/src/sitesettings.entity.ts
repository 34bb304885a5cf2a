import { Bool, Email, Id, Json, Table, Text, TextArray, Timestamp } from '@etl/core';

@Table('SiteSettings')
export class SiteSettings {
  /** The API asks for this row by its name. */
  @Id({ always: 'site-settings' }) id!: string;
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
