// Browsers draw nothing beyond some 33 million pixels; so many rows are drawn closer together.
const many = 600_000;

export const rowHeightOf = (rows: number, tall = false) => (rows > many ? 32 : tall ? 64 : 48);
