/** The accounts, calendars and events that an emulator starts with. */
export interface Seed {
  /** The accounts. */
  readonly users: readonly SeedUser[];
  /** The calendars of all accounts, besides the default one that each has. */
  readonly calendars: readonly SeedCalendar[];
}

/** An account. */
export interface SeedUser {
  /** The address of the account. */
  readonly email: string;
  /** The name that the sign-in shows. */
  readonly name: string;
  /** A personal Microsoft account, or one of an organization; `work` if left out. */
  readonly kind?: 'personal' | 'work';
  /** The setting of the mailbox, an IANA name. */
  readonly timeZone: string;
  /** BCP 47 tag, such as `en-GB`; `en-GB` if left out. */
  readonly locale?: string;
  /** What the sign-in asks for; nothing if left out. */
  readonly password?: string;
  /** The categories of the mailbox; none if left out. */
  readonly categories?: readonly SeedCategory[];
}

/** A category of a mailbox. */
export interface SeedCategory {
  /** Its name, by which events refer to it. */
  readonly displayName: string;
  /** `none`, or `preset0` to `preset24`. */
  readonly color: string;
}

/** An account in whose list a calendar of somebody else stands. */
export interface SeedShare {
  /** The address of the account. */
  readonly email: string;
  /** Whether it may change events. */
  readonly canEdit: boolean;
}

/** Who has arranged an event. */
export interface SeedOrganizer {
  /** The address. */
  readonly address: string;
  /** The name, if it is known. */
  readonly name?: string;
}

/** A calendar, who sees it, and its events. */
export interface SeedCalendar {
  /** The address of its owner. */
  readonly owner: string;
  /** Its title. */
  readonly name: string;
  /** Whether these are the title and the events of the default calendar, which each account has. */
  readonly isDefault?: boolean;
  /** A name of `calendarColor`, such as `lightBlue`. */
  readonly color?: string;
  /** Whether not even its owner can change it, as a calendar of holidays; false if left out. */
  readonly isReadOnly?: boolean;
  /** Other accounts in whose list of calendars it stands. */
  readonly sharedWith?: readonly SeedShare[];
  /** Its events. */
  readonly events: readonly SeedEvent[];
}

/** A single event or a whole series. */
export interface SeedEvent {
  /** Its id is made of this; of its content if left out. */
  readonly key?: string;
  /** The body with which it could be posted to Graph. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Who has arranged it, if that is not the owner of the calendar. */
  readonly organizer?: SeedOrganizer;
  /** The answers of guests: by address one of `accepted`, `declined`, `tentativelyAccepted`, `none`. */
  readonly responses?: Readonly<Record<string, string>>;
  /** Of a series: what is different, by the day on which the rule has the occurrence. */
  readonly exceptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Of a series: the days of the rule on which there is no occurrence. */
  readonly cancelledDays?: readonly string[];
}
