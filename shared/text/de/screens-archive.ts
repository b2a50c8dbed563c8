// German words of the area archive.

export const archive = {} as const;
