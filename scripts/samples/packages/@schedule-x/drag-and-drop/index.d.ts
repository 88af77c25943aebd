export declare function createDragAndDropPlugin(minutesPerInterval?: number): object;
