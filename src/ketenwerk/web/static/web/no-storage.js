/* Nothing of a visit stays in the browser. htmx would keep the last address in the session
   storage and has no setting against it; without a storage it goes on without one. */

for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { value: null });
}
