export { CtxHost, type CapabilityFamily } from './ctx-host.ts';
export { MAX_JSON_DEPTH, problemOfJsonText, type JsonTextProblem } from './json-text.ts';
export { ScratchStateStore } from './scratch-state-store.ts';
export { StateCapability } from './state-capability.ts';
export { problemOfStateKey, problemOfStateValue } from './state-rules.ts';
