// Lets a room's project exist before its first file does. Must never declare anything.
export {};
