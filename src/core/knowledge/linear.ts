/** Gaussian elimination with partial pivoting: the x for which matrix x = right. Both are overwritten. */
export function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot] as number[], matrix[column] as number[]];
    [right[column], right[pivot]] = [right[pivot] as number, right[column] as number];
    const head = matrix[column] as number[];
    for (let row = column + 1; row < size; row++) {
      const line = matrix[row] as number[];
      const factor = (line[column] ?? 0) / (head[column] || 1);
      for (let k = column; k < size; k++) line[k] = (line[k] ?? 0) - factor * (head[k] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    const line = matrix[row] as number[];
    let sum = right[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= (line[k] ?? 0) * (right[k] ?? 0);
    right[row] = sum / (line[row] || 1);
  }
  return right;
}
