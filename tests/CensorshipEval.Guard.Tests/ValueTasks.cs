namespace CensorshipEval.Guard.Tests;

internal static class ValueTasks
{
    public static ValueTask AsVoid<T>(this ValueTask<T> task) => new(task.AsTask());

    public static ValueTask AsVoid<T>(this ValueTask<T> task, Action then)
    {
        then();
        return task.AsVoid();
    }

    public static ValueTask<T> Then<T>(this ValueTask<T> task, Action then)
    {
        then();
        return task;
    }
}
