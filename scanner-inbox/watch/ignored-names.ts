// Which names in the scanner folder are nobody's document; never looks inside a file.

const IGNORED =
  /^(?:~|\.|thumbs\.db$|desktop\.ini$|ehthumbs\.db$|icon\r$)|(?:\.(?:tmp|temp|part|partial|filepart|crdownload|download|swp|lock|lck|!ut|opdownload)|~)$/iu;

/** Whether a name is a system's or a program's own: half copied files, locks, thumbnails, hidden files. */
export function isIgnoredName(name: string): boolean {
  return IGNORED.test(name);
}
