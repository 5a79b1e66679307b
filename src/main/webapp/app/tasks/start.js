import { post } from '../server/api.js';
import { attempt, tell } from '../shell/notice.js';
import { address } from '../shell/router.js';
import { t } from '../words/words.js';

/** Runs a task now, and says which run that is. */
export function start(name) {
  return attempt(
    () => post(`api/tasks/${encodeURIComponent(name)}/run`, {}),
    (run) => tell(t('task.started', { name }), address('run', { id: run.id }), t('task.seeRun')),
  );
}
