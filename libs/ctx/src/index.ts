export { CtxHost, type CapabilityFamily } from './ctx-host.ts';
export { ScratchStateStore } from './scratch-state-store.ts';
export { StateCapability } from './state-capability.ts';
