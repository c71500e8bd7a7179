import type { Handler } from './handler.ts';

export const showOutput: Handler = ({ output }) => output.show();
