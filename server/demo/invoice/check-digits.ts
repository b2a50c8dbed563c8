// Numbers with right check digits for made-up accounts and companies; must never give the number of a bank or company that exists.
import { composeIBAN } from "ibantools";
import type { Random } from "../../../shared/testing/random.ts";

/** A German IBAN at a made-up bank: no bank code begins with 9. */
export function madeUpIban(random: Random): string {
  const iban = composeIBAN({ countryCode: "DE", bban: `9${random.digits(7)}${random.digits(10)}` });
  if (iban === null) throw new Error("impossible: eight and ten digits make a German account");
  return iban;
}

/** A German VAT id: eight digits and a check digit of ISO 7064 MOD 11,10. */
export function madeUpVatId(random: Random): string {
  const digits = random.digits(8);
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return `DE${digits}${(11 - product) % 10}`;
}

/** A tax number in the usual writing of Lower Saxony; it has no check digit. */
export function madeUpTaxNumber(random: Random): string {
  return `${random.int(20, 47)}/${random.digits(3)}/${random.digits(5)}`;
}

/** A Leitweg-ID as German offices give it to their suppliers: coarse and fine address, check digits of ISO 7064 MOD 97-10. */
export function madeUpRouteId(random: Random): string {
  const [coarse, fine] = [`0${random.digits(7)}`, random.digits(8)];
  let remainder = 0;
  for (const digit of `${coarse}${fine}00`) remainder = (remainder * 10 + Number(digit)) % 97;
  return `${coarse}-${fine}-${String(98 - remainder).padStart(2, "0")}`;
}
