declare const __karma__: { readonly config: { readonly faultMatrixShare: number } };

/**
 * The cells of a row of the matrix that are tried: all of them, or where `FAULT_MATRIX_SHARE` is 3, every third one.
 * @param row Rows one after the other begin with another cell each, so that every column is tried in some of them.
 */
export function sampled<Cell>(cells: readonly Cell[], row: number): readonly Cell[] {
  return cells.filter((_, column) => (column + row) % __karma__.config.faultMatrixShare === 0);
}
