"""click in Chinese: usage, help, errors, and the exit codes of the program.

Help is written one option to two lines, because click lays out columns by counting characters and
Chinese ones are twice as wide. A command returns its exit code. Whatever is raised ends here: errors
of the program with their own code and the next step, everything else as an unexpected one that is
written to the log.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

import click

from schemas.errors import EXIT_INTERRUPTED, EXIT_UNEXPECTED, EXIT_USAGE, DuibiaoError
from schemas.period import Period

log = logging.getLogger(__name__)

EXIT_CODES = """\
0    完成（没有新内容也是 0）
1    意外错误
2    命令写法不对
3    有待人工核对的内容（仅在要求时）
5    有文件未能读取（空文件、有密码、损坏、不支持等）
6    收件文件夹里没有文件
9    设置不对，或数据库不存在、不能使用
130  被中断"""


class ChineseCommand(click.Command):
    """A command with examples, explained in Chinese."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option with a Chinese explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        formatter.write(f"用法：{_usage(self, ctx)}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, as written."""
        formatter.write(f"\n{self.help}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then examples."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        _write_pairs(formatter, "选项", [_explained(option) for option in options])
        _write_block(formatter, "示例", self.examples)


class ChineseGroup(ChineseCommand, click.Group):
    """The program: commands are loaded when they are called, so that help comes at once.

    `commands_by_name` gives for each command its module, the command's name there and what it does."""

    def __init__(self, *args: Any, commands_by_name: dict[str, tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 [参数]…", **kwargs)
        self.commands_by_name = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one needs them."""
        return list(self.commands_by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in self.commands_by_name:
            return None
        module, name, _ = self.commands_by_name[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Commands, options, examples, exit codes."""
        _write_pairs(
            formatter, "命令", [(name, short) for name, (_, _, short) in self.commands_by_name.items()]
        )
        super().format_options(ctx, formatter)
        _write_block(formatter, "退出码", EXIT_CODES.splitlines())

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program and end with its exit code."""
        main: Callable[..., Any] = super().main
        if not kwargs.pop("standalone_mode", True):
            return main(*args, **kwargs, standalone_mode=False)
        return sys.exit(_exit_code(partial(main, *args, **kwargs, standalone_mode=False)))


class Count(click.ParamType[int]):
    """A whole number of at least 1."""

    name = "数字"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        text = str(value)
        if not text.isascii() or not text.isdigit() or int(text) < 1:
            self.fail(f"“{value}”应为不小于 1 的整数", param, ctx)
        return int(text)


class Day(click.ParamType[date]):
    """A date in ISO form."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return self.fail(f"“{value}”应为日期，例如 2023-09-30", param, ctx)


class PeriodOfData(click.ParamType[Period]):
    """A period in ISO form."""

    name = "时期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period."""
        try:
            return Period.parse(str(value))
        except ValueError:
            return self.fail(f"“{value}”应为时期，例如 2023、2023-09 或 2023-01/2023-09", param, ctx)


def _usage(command: click.Command, ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])


def _explained(option: click.Option) -> tuple[str, str]:
    term = "、".join(option.opts)
    value = "" if option.is_flag or option.metavar is None else f" {option.metavar}"
    return term + value, f"{option.help}{'（必填）' if option.required else ''}"


def _write_pairs(formatter: click.HelpFormatter, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        formatter.write(f"\n{title}：\n")
        for term, explanation in pairs:
            formatter.write(f"  {term}\n      {explanation}\n")


def _write_block(formatter: click.HelpFormatter, title: str, lines: Sequence[str]) -> None:
    if lines:
        formatter.write(f"\n{title}：\n")
        formatter.write("".join(f"  {line}\n" for line in lines))


def _exit_code(call: Callable[[], object]) -> int:
    try:
        code = call()
    except click.Abort:
        click.echo("已中断。已读取的内容已保存，重新运行即可继续。", err=True)
        return EXIT_INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return EXIT_USAGE
    except click.UsageError as error:
        click.echo(_usage_error(error), err=True)
        return EXIT_USAGE
    except DuibiaoError as error:
        click.echo(f"错误：{error}", err=True)
        return error.exit_code
    except ImportError as error:
        click.echo(f"缺少组件 {error.name or error}。请运行 duibiao doctor 查看怎么办。", err=True)
        return EXIT_UNEXPECTED
    except Exception as error:
        # The last stop of what nobody expected: the user gets one line, the log the rest.
        kept = import_module("pipeline.cli.faults").keep_log()
        log.exception("unexpected")
        click.echo(f"程序内部错误（{type(error).__name__}：{error}）。请把日志 {kept} 发给维护者。", err=True)
        return EXIT_UNEXPECTED
    return code if isinstance(code, int) else 0


def _usage_error(error: click.UsageError) -> str:
    lines = [f"错误：{_chinese(error)}"]
    if error.ctx is not None:
        lines.append(f"用法：{_usage(error.ctx.command, error.ctx)}")
        lines.append(f"运行 {error.ctx.command_path} --help 查看说明和示例。")
    return "\n".join(lines)


def _chinese(error: click.UsageError) -> str:
    """A usage error of click in Chinese, from what it carries, never from its English words."""
    match error:
        case click.NoSuchOption():
            return f"没有名为 {error.option_name} 的选项{_instead(error.possibilities)}"
        case click.exceptions.NoSuchCommand():
            return f"没有名为 {error.command_name} 的命令{_instead(error.possibilities)}"
        case click.MissingParameter():
            return f"缺少{_parameter(error.param)}"
        case click.BadParameter():
            return f"{_parameter(error.param)} 的值不对：{error.message}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的写法不对：需要值的选项后面要写值，开关选项后面不能写值"
        case _:
            return f"参数个数不对（{error.message}）" if error.message.isascii() else error.message


def _instead(possibilities: Sequence[str] | None) -> str:
    return f"，是否想用 {'、'.join(possibilities)}？" if possibilities else ""


def _parameter(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "参数"
    if isinstance(parameter, click.Option):
        return f"选项 {parameter.opts[0]}"
    return f"参数 {parameter.make_metavar(click.Context(click.Command(None)))}"
