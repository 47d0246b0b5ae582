using System.Globalization;

namespace CensorshipEval.TestKit.Stores;

public abstract partial class RunStoreTester
{
    [Fact]
    public async Task A_leased_run_is_refused_to_others_who_learn_who_holds_it()
    {
        await using IRunStore store = await OpenWithRunAsync();
        await using IAsyncDisposable lease = await store.LeaseRunAsync(Run.Id, Cancel);

        RunInUseException refusal = await Should.ThrowAsync<RunInUseException>(async () => await store.LeaseRunAsync(Run.Id, Cancel));

        refusal.Message.ShouldContain("'run'");
        refusal.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_released_run_can_be_leased_again_and_releasing_twice_frees_no_other()
    {
        await using IRunStore store = await OpenWithRunAsync();
        IAsyncDisposable first = await store.LeaseRunAsync(Run.Id, Cancel);
        await first.DisposeAsync();
        await using IAsyncDisposable second = await store.LeaseRunAsync(Run.Id, Cancel);

        await first.DisposeAsync();

        await Should.ThrowAsync<RunInUseException>(async () => await store.LeaseRunAsync(Run.Id, Cancel));
    }

    [Fact]
    public async Task Leases_of_different_runs_do_not_meet()
    {
        await using IRunStore store = await OpenAsync();
        string[] ids = ["run", "RUN", "run ", "other", "運行", "sha256-run"];
        List<IAsyncDisposable> leases = [];
        foreach (string id in ids) leases.Add(await store.LeaseRunAsync(id, Cancel));

        foreach (string id in ids) await Should.ThrowAsync<RunInUseException>(async () => await store.LeaseRunAsync(id, Cancel));
        foreach (IAsyncDisposable lease in leases) await lease.DisposeAsync();
    }

    [Fact]
    public async Task Of_many_who_lease_at_once_one_at_a_time_succeeds()
    {
        await using IRunStore store = await OpenWithRunAsync();
        int holders = 0;
        int successes = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                try
                {
                    await using IAsyncDisposable lease = await store.LeaseRunAsync(Run.Id, Cancel);
                    Interlocked.Increment(ref holders).ShouldBe(1);
                    Interlocked.Increment(ref successes);
                    await Task.Yield();
                    Interlocked.Decrement(ref holders);
                }
                catch (RunInUseException)
                {
                }
            }
        })));

        successes.ShouldBeGreaterThan(0);
        await using IAsyncDisposable free = await store.LeaseRunAsync(Run.Id, Cancel);
    }

    [Fact]
    public async Task A_lease_may_outlive_its_store()
    {
        IRunStore store = await OpenWithRunAsync();
        IAsyncDisposable lease = await store.LeaseRunAsync(Run.Id, Cancel);
        await store.DisposeAsync();

        await lease.DisposeAsync();

        await using IRunStore next = await OpenAsync();
        await using IAsyncDisposable again = await next.LeaseRunAsync(Run.Id, Cancel);
    }
}
