namespace CensorshipEval.Docs.Tests.EntryPoints;

/// <summary>Whoever looks for how a thing is used finds it used: every public entry point of every package stands in a sample or in a page's code.</summary>
/// <remarks>
/// An entry point is what a user begins with, which is:
/// <list type="bullet">
/// <item>a class or struct with a public constructor that the library asks for, or that nobody else makes: <c>new</c> has to be called, or, where the
/// library hands the type out as well (a prompt, a trial), any member of it. Data that the library only hands out is no entry point;</item>
/// <item>a public static method (extension methods are such), static property or static field: it has to be called or read; any overload will do,
/// operators are left out;</item>
/// <item>an interface that the library asks for: it has to be implemented, or a member of it called;</item>
/// <item>an exception: it has to be caught, or a member of it read;</item>
/// <item>a class of nothing but constants: one of them has to be named in a page, since compiled samples no longer tell.</item>
/// </list>
/// Which types are asked for and which are handed out is read from signatures, see <see cref="TypeFlow"/>. Enums, instance methods and the single
/// properties of an option class are no entry points: they are met on the way, in the type's own documentation.
/// </remarks>
public sealed class EntryPointTests(UsesFixture fixture) : IClassFixture<UsesFixture>
{
    public static TheoryData<string> Packages => [.. PublicSurface.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_entry_point_is_used_in_a_sample_or_in_a_page(string package) =>
        string.Join('\n', Unused(package).Where(static entry => !Exemptions.All.ContainsKey(entry))).ShouldBeEmpty();

    [Fact]
    public void No_exemption_is_left_for_what_is_used_or_gone() => Exemptions.All.Keys.Except(PublicSurface.Packages.SelectMany(Unused)).ShouldBeEmpty();

    [Fact]
    public void Every_sample_is_read() => Uses.Samples.Count().ShouldBeGreaterThanOrEqualTo(8);

    private IEnumerable<EntryPoint> Unused(string package)
    {
        EntryPoint[] all = [.. fixture.Surface.Of(package)];
        EntryPoint[] unused = [.. all.Where(entry => !fixture.Uses.Has(entry))];
        TestContext.Current.TestOutputHelper?.WriteLine($"{package}: {all.Length} entry points, {unused.Length} of them unused");
        return unused;
    }
}
