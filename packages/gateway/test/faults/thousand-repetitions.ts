// Not a part of `npm test`, because it takes minutes; `npm run test:faults` runs it.
import { testRepetitions } from '../support/repetition-test.ts'

testRepetitions(1000)
