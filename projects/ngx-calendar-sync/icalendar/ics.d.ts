/** The text of a file, which a spec imports. */
declare module '*.ics' {
  const text: string;
  export default text;
}
