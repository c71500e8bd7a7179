// Every test process imports this file. An open handle, such as a server, a child process, or a timer, would keep the
// process running forever. This ends the process as failed and names the open handles.
import { after } from 'node:test';

/** In milliseconds. Handles that the last test closed may take a moment to go away. */
const patience = 10_000;

after(() => {
  const end = (): void => {
    console.error(
      `All tests have ended, but these handles are still open: ${process.getActiveResourcesInfo().join(', ')}`,
    );
    process.exit(1);
  };
  setTimeout(end, patience).unref();
});
