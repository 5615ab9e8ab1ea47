#!/usr/bin/env node
// TypeScript runs as it is, through tsx; there is no build to forget.
import { register } from 'tsx/esm/api';

register();
await import('../cli/main.ts');
