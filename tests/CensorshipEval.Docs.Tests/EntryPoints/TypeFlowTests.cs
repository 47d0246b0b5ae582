namespace CensorshipEval.Docs.Tests.EntryPoints;

public sealed class TypeFlowTests
{
    private static readonly TypeFlow Flow =
        new([typeof(Service), typeof(Settings), typeof(Part), typeof(Notice), typeof(Result), typeof(Detail), typeof(Handed), typeof(IJudge), typeof(Preset), typeof(Score)]);

    [Theory]
    [InlineData(typeof(Service))] // nobody mentions it
    [InlineData(typeof(Settings))]
    [InlineData(typeof(Part))]
    [InlineData(typeof(Preset))] // only its own preset gives it
    public void What_only_users_make_is_asked_for(Type type) => (Flow.IsTaken(type), Flow.IsGiven(type)).ShouldBe((true, false));

    [Theory]
    [InlineData(typeof(Result))]
    [InlineData(typeof(Detail))]
    [InlineData(typeof(Notice))] // a callback is fed with it
    public void What_only_the_library_makes_is_handed_out(Type type) => (Flow.IsTaken(type), Flow.IsGiven(type)).ShouldBe((false, true));

    [Theory]
    [InlineData(typeof(Handed))]
    [InlineData(typeof(Score))] // who calls the interface gets it, who implements it makes it
    public void What_goes_both_ways_is_both(Type type) => (Flow.IsTaken(type), Flow.IsGiven(type)).ShouldBe((true, true));

    internal interface IJudge
    {
        Task<Score> JudgeAsync(Handed handed);
    }

    internal sealed record Service(Settings Settings, IJudge Judge)
    {
        public Result Run(IEnumerable<Handed> handed, Preset preset) => new(new Detail(Settings.ToString() + Judge + preset), [.. handed]);
    }

    internal sealed record Settings(Part Part)
    {
        public Func<Notice, CancellationToken, Task>? OnNotice { get; init; }
    }

    internal sealed record Part(int Size);

    internal sealed record Notice(string Text);

    internal sealed record Result(Detail Detail, IReadOnlyList<Handed> Handed);

    internal sealed record Detail(string Text);

    internal sealed record Handed(string Text);

    internal sealed record Score(double Value);

    internal sealed record Preset(int Size)
    {
        public static Preset Usual { get; } = new(1);
    }
}
