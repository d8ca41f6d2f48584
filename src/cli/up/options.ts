/** How `nightdesk up` was called. */
export interface Options {
  config?: string;
  json?: boolean;
  demo?: boolean;
  as?: string;
  tui: boolean;
  screenReader?: boolean;
  ascii?: boolean;
  port?: number;
  only?: string;
}
