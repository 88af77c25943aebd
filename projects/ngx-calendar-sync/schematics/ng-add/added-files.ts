import {
  apply,
  applyTemplates,
  filter,
  MergeStrategy,
  mergeWith,
  move,
  type Rule,
  url,
} from '@angular-devkit/schematics';
import type { Service } from './services';

/** Makes the files of `files/<name>` in a folder. Those that are there stay as they are. */
export function addFiles(
  name: 'component' | 'list' | Service['name'] | `${Service['name']}-token-server`,
  folder: string,
  values: object,
): Rule {
  return (tree) =>
    mergeWith(
      apply(url(`./files/${name}`), [
        applyTemplates(values),
        move(folder),
        filter((path) => !tree.exists(path)),
      ]),
      MergeStrategy.Default,
    );
}
