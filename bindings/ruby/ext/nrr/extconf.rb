# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# Compiles the library, from the amalgamation that lies beside this file, as what it is: a shared library
# that knows nothing of Ruby. So a C compiler is enough, and Ruby's own headers (and mkmf) are not needed.
# With `--with-system-library`, or NRR_BUNDLE=no in the environment, nothing is compiled, and the gem
# works with the libnrr of the system.
require "rbconfig"

config = RbConfig::CONFIG
bundled = !ARGV.include?("--with-system-library") && ENV["NRR_BUNDLE"] != "no"
library = "libnrr.#{config['host_os'].match?(/darwin/) ? 'dylib' : config['SOEXT']}"
compile = [ENV.fetch("CC", config["CC"]), "-std=c99 -O2", config["CCDLFLAGS"], ENV.fetch("CFLAGS", ""), "-DNRR_EXPORT=1"]
shared = config["host_os"].match?(/darwin/) ? "-dynamiclib" : "-shared"

File.write("Makefile", <<~MAKEFILE)
  srcdir = #{__dir__}
  sitearchdir = #{config['sitearchdir']}
  all: #{library if bundled}
  #{library}: $(srcdir)/nrr.c $(srcdir)/nrr.h
  \t#{compile.join(' ')} #{shared} -o $@ $(srcdir)/nrr.c #{ENV.fetch('LDFLAGS', '')}
  install: all
  \t#{bundled ? "mkdir -p $(DESTDIR)$(sitearchdir)/nrr && cp #{library} $(DESTDIR)$(sitearchdir)/nrr/" : ':'}
  clean:
  \trm -f #{library}
  distclean: clean
  .PHONY: all install clean distclean
MAKEFILE
