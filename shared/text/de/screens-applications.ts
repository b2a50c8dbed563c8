// German words of the area applications.

export const applications = {} as const;
