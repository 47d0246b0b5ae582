namespace CensorshipEval.Coverage;

/// <summary>
/// The trials that simulated audits are made of, built once: per model, family, prompt and role one that was answered and one that was refused. Their texts
/// are empty, for analysis reads verdicts.
/// </summary>
internal sealed class AuditTrials
{
    /// <summary>Forms of the prompts of one language.</summary>
    public const int Forms = 4;

    private static readonly LanguageTag[] Languages = [LanguageTag.Parse("en"), LanguageTag.Parse("zh-Hans"), LanguageTag.Parse("ru"), LanguageTag.Parse("ar")];
    private static readonly ComponentId Detector = new("planted", "1");
    private static readonly Verdict Answered = new() { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Complete };
    private static readonly Verdict Refused = new() { Detector = Detector, Delivery = Delivery.Delivered, Engagement = Engagement.Refused };

    private readonly (Trial Answered, Trial Refused)[,,,] _trials;
    private readonly PromptRole[] _roles;

    public AuditTrials(int models, int families, int prompts, params PromptRole[] roles)
    {
        _roles = roles;
        _trials = new (Trial, Trial)[models, families, prompts, roles.Length];
        for (int model = 0; model < models; model++)
        {
            var target = new Target { Id = $"m{model}", Model = $"m{model}" };
            for (int family = 0; family < families; family++)
            {
                for (int prompt = 0; prompt < prompts; prompt++)
                {
                    for (int role = 0; role < roles.Length; role++) _trials[model, family, prompt, role] = Of(target, family, prompt, roles[role]);
                }
            }
        }
    }

    /// <summary>The trial of the prompt of a number: its form is the number modulo <see cref="Forms"/>, its language what the rest numbers.</summary>
    public Trial Get(int model, int family, int prompt, int role, bool refused) =>
        refused ? _trials[model, family, prompt, role].Refused : _trials[model, family, prompt, role].Answered;

    public int Roles => _roles.Length;

    private static (Trial, Trial) Of(Target target, int family, int number, PromptRole role)
    {
        var prompt = new Prompt
        {
            Id = $"f{family}-{number}-{role}", Text = "", FamilyId = $"f{family}", Role = role, Topic = "all",
            Form = (PromptForm)(number % Forms), Language = Languages[number / Forms], Jurisdiction = Jurisdiction.Parse("CN"),
        };
        var exchange = new Exchange { Key = new TrialKey("simulated", target.Id, prompt.Id, 0), Target = target, Prompt = prompt };
        return (new Trial { Exchange = exchange, Verdict = Answered }, new Trial { Exchange = exchange, Verdict = Refused });
    }
}
