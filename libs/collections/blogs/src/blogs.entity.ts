import {
  Bool,
  Id,
  Integer,
  Reference,
  Table,
  Text,
  TextArray,
  Timestamp,
  UniqueKey,
  UrlArray,
} from '@etl/core';

@Table('Blog')
@UniqueKey('slug')
export class Blog {
  @Id() id!: string;
  @Text() title!: string;
  @Text() slug!: string;
  @Text() excerpt!: string;
  @Text() content!: string;
  @Text({ default: 'Basira Team' }) author!: string;
  @Text({ default: 'General' }) category!: string;
  @TextArray() tags!: string[] | null;
  @Text({ nullable: true }) featuredImage!: string | null;
  @UrlArray() images!: string[] | null;
  @Bool({ default: false }) published!: boolean;
  @Bool({ default: false }) featured!: boolean;
  @Integer({ default: 0 }) views!: number;
  @Integer({ default: 0 }) likes!: number;
  @TextArray() relatedPropertyIds!: string[] | null;
  @TextArray() relatedDeveloperIds!: string[] | null;
  @Text({ nullable: true }) metaTitle!: string | null;
  @Text({ nullable: true }) metaDescription!: string | null;
  @Timestamp({ nullable: true }) publishedAt!: Date | null;
  @Reference({ table: 'User', from: 'createdBy', nullable: true }) createdById!: string | null;
  @Reference({ table: 'User', from: 'updatedBy', nullable: true }) updatedById!: string | null;
  @Timestamp({ default: 'now' }) createdAt!: Date;
  @Timestamp() updatedAt!: Date;
}
