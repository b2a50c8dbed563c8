// German words of the area invoices.

export const invoices = {} as const;
