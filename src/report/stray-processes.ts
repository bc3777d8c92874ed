/** Where the system does not show what works in a folder. */
export const strayNote =
  'a process that leaves its agent and outlives it is not found on this system (there is no /proc): it may go on working where it was';
