import type { Handler } from './handler.ts';

export const restartServer: Handler = ({ server }) => server.restart();
