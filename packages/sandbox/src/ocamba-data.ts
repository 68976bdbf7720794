import type { DatabaseSync } from 'node:sqlite'
import { insertRow } from './table.ts'
import type { Table } from './table.ts'

/** Members; their roles are in `OCAMBA_MEMBER_ROLES`. */
export const OCAMBA_MEMBERS: Table = {
  name: 'ocamba_members',
  key: 'id',
  columns: new Map([
    ['id', 'id'],
    ['company_id', 'text'],
    ['name', 'text'],
    ['status', 'text'],
    ['email', 'text'],
    ['image', 'text'],
    ['preferences', 'json'],
    ['create_time', 'text'],
    ['update_time', 'text'],
  ]),
}

/** Roles, addressed by name. */
export const OCAMBA_ROLES: Table = {
  name: 'ocamba_roles',
  key: 'name',
  columns: new Map([
    ['name', 'text'],
    ['permissions', 'json'],
    ['create_time', 'text'],
    ['update_time', 'text'],
  ]),
}

/** A view: the columns of a role for each member who has it. */
export const OCAMBA_MEMBER_ROLES: Table = {
  name: 'ocamba_member_roles',
  key: 'name',
  columns: new Map([['member_id', 'id'], ...OCAMBA_ROLES.columns]),
}

/** Countries by ISO 3166-1 alpha-2 code. */
export const OCAMBA_COUNTRIES: Table = {
  name: 'ocamba_countries',
  key: 'code',
  columns: new Map([
    ['code', 'text'],
    ['name', 'text'],
    ['continent', 'text'],
  ]),
}

/** Languages by ISO 639-1 code. */
export const OCAMBA_LANGUAGES: Table = {
  name: 'ocamba_languages',
  key: 'code',
  columns: new Map([
    ['code', 'text'],
    ['name', 'text'],
  ]),
}

/** SQL that makes the tables of the Ocamba-style API. */
export const OCAMBA_SCHEMA = `
CREATE TABLE ocamba_members (
  id INTEGER PRIMARY KEY AUTOINCREMENT, company_id TEXT NOT NULL, name TEXT NOT NULL,
  status TEXT NOT NULL, email TEXT NOT NULL, image TEXT NOT NULL,
  preferences TEXT NOT NULL CHECK (json_valid(preferences)),
  create_time TEXT NOT NULL, update_time TEXT NOT NULL
);
CREATE TABLE ocamba_roles (
  name TEXT PRIMARY KEY, permissions TEXT NOT NULL CHECK (json_valid(permissions)),
  create_time TEXT NOT NULL, update_time TEXT NOT NULL
);
CREATE TABLE ocamba_assignments (
  member_id INTEGER NOT NULL REFERENCES ocamba_members (id) ON DELETE CASCADE,
  role_name TEXT NOT NULL REFERENCES ocamba_roles (name) ON DELETE CASCADE,
  PRIMARY KEY (member_id, role_name)
) WITHOUT ROWID;
CREATE INDEX ocamba_assignments_by_role ON ocamba_assignments (role_name);
CREATE VIEW ocamba_member_roles AS
  SELECT member_id, ocamba_roles.*
  FROM ocamba_assignments JOIN ocamba_roles ON role_name = name;
CREATE TABLE ocamba_countries (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, continent TEXT NOT NULL
);
CREATE TABLE ocamba_languages (code TEXT PRIMARY KEY, name TEXT NOT NULL);
`

const SEEDED_AT = '2024-01-15 09:30:00'

const MEMBERS: readonly (readonly [id: number, name: string, status: string, email: string])[] = [
  [10, 'Ada Quist', 'active', 'ada.quist@example.com'],
  [11, 'Bruno Vidal', 'active', 'bruno.vidal@example.com'],
  [12, 'Chandra Rao', 'inactive', 'chandra.rao@example.com'],
  [1000163, 'Dana Novak', 'active', 'dana.novak@example.com'],
]

const ROLES: readonly (readonly [name: string, permissions: readonly string[]])[] = [
  ['admin', ['members.*', 'roles.*', 'countries.get', 'languages.get']],
  ['editor', ['members.get', 'members.update', 'roles.get']],
  ['viewer', ['members.get', 'roles.get', 'countries.get', 'languages.get']],
]

const ASSIGNMENTS: readonly (readonly [memberId: number, roleName: string])[] = [
  [10, 'admin'],
  [10, 'editor'],
  [11, 'editor'],
]

const COUNTRIES = `
AR Argentina/South America, AT Austria/Europe, AU Australia/Oceania, BE Belgium/Europe,
BR Brazil/South America, CA Canada/North America, CH Switzerland/Europe, CN China/Asia,
CZ Czechia/Europe, DE Germany/Europe, DK Denmark/Europe, EG Egypt/Africa, ES Spain/Europe,
FR France/Europe, GB United Kingdom/Europe, IN India/Asia, IT Italy/Europe, JP Japan/Asia,
KE Kenya/Africa, MX Mexico/North America, NG Nigeria/Africa, NL Netherlands/Europe,
NZ New Zealand/Oceania, RS Serbia/Europe, US United States/North America, ZA South Africa/Africa`

const LANGUAGES = `
ar Arabic, bn Bengali, cs Czech, da Danish, de German, el Greek, en English, es Spanish, fi Finnish,
fr French, he Hebrew, hi Hindi, hu Hungarian, it Italian, ja Japanese, ko Korean, nl Dutch,
no Norwegian, pl Polish, pt Portuguese, ro Romanian, sr Serbian, sv Swedish, tr Turkish, zh Chinese`

/** Adds the seed data to the empty tables. */
export function fillOcamba(database: DatabaseSync): void {
  const times = { create_time: SEEDED_AT, update_time: SEEDED_AT }
  for (const [id, name, status, email] of MEMBERS) {
    const preferences = JSON.stringify({ general: { language: 'en' }, security: { mfa: false } })
    const image = `https://images.example.com/members/${id}.png`
    const member = { id, company_id: '100', name, status, email, image, preferences, ...times }
    insertRow(database, OCAMBA_MEMBERS, member)
  }
  for (const [name, permissions] of ROLES) {
    const role = { name, permissions: JSON.stringify(permissions), ...times }
    insertRow(database, OCAMBA_ROLES, role)
  }
  const assign = database.prepare(
    'INSERT INTO ocamba_assignments (member_id, role_name) VALUES (?, ?)',
  )
  for (const [memberId, roleName] of ASSIGNMENTS) assign.run(memberId, roleName)
  const country = database.prepare(
    'INSERT INTO ocamba_countries (code, name, continent) VALUES (?, ?, ?)',
  )
  for (const [code, rest] of codedEntries(COUNTRIES)) country.run(code, ...rest.split('/'))
  const language = database.prepare('INSERT INTO ocamba_languages (code, name) VALUES (?, ?)')
  for (const [code, name] of codedEntries(LANGUAGES)) language.run(code, name)
}

/** Reads `code text, code text, ...`; a code has two letters. */
function codedEntries(list: string): readonly (readonly [code: string, text: string])[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .map((entry) => [entry.slice(0, 2), entry.slice(3)])
}
