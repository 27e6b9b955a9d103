# make demo and make test set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: help setup demo test eval eval-bless coverage fuzz lint format docs bench bench-peers bench-llm bench-harness clean

help:
	@echo "make demo   写出示例总结（自动安装，首次会下载内置模型）"
	@echo "make test   运行全部测试"
	@echo "make eval   全部用例与基线比：规则成文，和一个照抄素材的假大模型（几分钟，跑过的不重跑）"
	@echo "make eval-bless   把现在的结果存为基线（先看 make eval 说了什么）"
	@echo "make coverage   类型、数字的读法与检查规则的测试是否走到每个分支（约 5 分钟，不在 CI 里）"
	@echo "make fuzz   用随机文本找检查器的漏洞（自动安装 atheris）"
	@echo "make lint   代码检查、类型、分层约定、生成文件是否过期"
	@echo "make docs   重新生成 schemas/ 与 docs/checks.md"
	@echo "make bench  测量"
	@echo "make bench-peers  同样的题交给其他公开工具，并排比较"
	@echo "make bench-harness   评测框架自身的开销：与只发请求的循环比，用例多十倍时的内存（要空闲的机器）"
	@echo "make bench-llm    同样的用例、同一个大模型，四种写法并排比较（几小时，可随时停下再接着跑）"

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("fupan 需要 Python 3.11 或更新的版本，现在是 %d.%d（可用 make PYTHON=python3.12）" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,embedded,office,evals]'
	@touch $(STAMP)

setup: $(STAMP)

demo: setup
	@$(BIN)/fupan llm pull 1.5b
	@$(BIN)/fupan draft examples/sales-leader-annual.yaml --llm embedded -o out
	@$(BIN)/fupan check out/sales-leader-annual.md --facts examples/sales-leader-annual.yaml
	@echo "总结在 out/sales-leader-annual.md；用浏览器打开 out/sales-leader-annual.html 可看每个数字的出处"

test: setup
	@$(BIN)/fupan llm pull 0.5b
	$(BIN)/python -m pytest

EVAL := eval eval/cases --llm none --llm fupan.evals.doubles:echo

eval: setup
	$(BIN)/fupan $(EVAL) --html out/eval/report.html

eval-bless: setup
	$(BIN)/fupan $(EVAL) --bless

# The hostile texts are left out: they measure time, and what they reach is chance.
coverage: setup
	$(BIN)/python -m pytest tests/domain tests/checks tests/figures --ignore=tests/checks/test_hostile.py \
		--cov=fupan.domain --cov=fupan.checks --cov=fupan.figures --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

fuzz: setup
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	cd $(or $(TMPDIR),/tmp) && $(CURDIR)/$(BIN)/python $(CURDIR)/tests/fuzz/check.py -max_total_time=60
	cd $(or $(TMPDIR),/tmp) && $(CURDIR)/$(BIN)/python $(CURDIR)/tests/fuzz/check.py --audit -max_total_time=60

lint: setup
	$(BIN)/ruff check src tests eval
	$(BIN)/ruff format --check src tests eval
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m fupan.cli.schemas --check
	$(BIN)/python -m fupan.checks.docs --check

docs: setup
	$(BIN)/python -m fupan.cli.schemas
	$(BIN)/python -m fupan.checks.docs

format: setup
	$(BIN)/ruff check --fix src tests eval
	$(BIN)/ruff format src tests eval

bench: setup
	@$(BIN)/python eval/benchmarks/drafting/run.py
	@$(BIN)/python eval/benchmarks/figures/extract_run.py --split unseen
	@$(BIN)/python eval/benchmarks/figures/consistency/run.py --split unseen
	@$(BIN)/python eval/benchmarks/figures/sentences/run.py --split unseen
	@$(BIN)/python eval/benchmarks/figures/sentences/run.py --split paragraphs-unseen
	@$(BIN)/python eval/benchmarks/figures/claims/run.py --split unseen
	@$(BIN)/python eval/benchmarks/figures/speed.py
	@$(BIN)/python eval/benchmarks/review/damage.py
	@$(BIN)/python eval/benchmarks/review/speed.py

bench-harness: setup
	@$(BIN)/python eval/benchmarks/harness/run.py

bench-peers: setup
	@$(BIN)/python eval/benchmarks/figures/peers/run.py

# Takes hours with the embedded llm; stopped at any moment, it goes on where it was.
bench-llm: setup
	@$(BIN)/fupan llm pull 1.5b
	@$(BIN)/python eval/benchmarks/llm/run.py --llm embedded

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache
