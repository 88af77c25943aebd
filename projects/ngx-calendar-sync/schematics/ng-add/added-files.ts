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

/** Makes the files of `files/<name>` in a folder. Those that are there stay as they are. */
export function addFiles(
  name: 'config' | 'component' | 'token-server',
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
