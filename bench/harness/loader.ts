import { Child } from './child.ts'
import type { Job, JobResult } from './load.ts'

/** The process that makes the load. */
export interface Loader {
  /** Throws what went wrong there. */
  run(job: Job): Promise<JobResult>
}

export async function startLoader(): Promise<Loader> {
  const child = new Child('harness/load.ts')
  await child.next(({ ready }: { ready?: true }) => ready)
  return {
    async run(job) {
      const answer = child.next((message: { result?: JobResult; error?: string }) => {
        return message.result !== undefined || message.error !== undefined ? message : undefined
      })
      child.send({ job })
      const { result, error } = await answer
      if (result === undefined) throw new Error(error)
      return result
    },
  }
}
