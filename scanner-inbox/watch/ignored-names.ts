// Which names in the scanner folder are nobody's document; never looks inside a file.

const SYSTEM = /^(?:~\$|\.|thumbs\.db$|desktop\.ini$|ehthumbs\.db$|icon\r$)/iu;
const TEMPORARY = /^~|(?:\.(?:tmp|temp|part|partial|filepart|crdownload|download|swp|lock|lck|!ut|opdownload)|~)$/iu;

/** A system's or a program's own: thumbnails, hidden files, locks of an office program. Nobody misses them. */
export function isSystemName(name: string): boolean {
  return SYSTEM.test(name);
}

/** Still being copied or saved, as its name says. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}
