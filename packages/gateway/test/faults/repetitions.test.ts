import { testRepetitions } from '../support/repetition-test.ts'

// `npm run test:faults` runs more of them.
testRepetitions(100)
